"""Numbers that hang on texts that vary: what is compared with them is noted, and holds or not for another copy."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Measures = Mapping[int, Mapping[str, Any]]  # set texts by number
Formula = Callable[[Measures], Any]
Condition = tuple[Formula, Any]  # a formula, and what it must come to


@dataclass(frozen=True, eq=False)
class Measure:
    """A number, the formula it comes of, and where conditions are noted. Whoever wants its digits fixes it."""

    value: float
    formula: Formula
    notes: list[Condition]

    def _with(self, operation: Callable[[Any, Any], Any], other: Any, swapped: bool) -> Measure:
        mine, theirs = self.formula, formula_of(other)
        value = value_of(other)
        if swapped:
            return Measure(operation(value, self.value), lambda of: operation(theirs(of), mine(of)), self.notes)
        return Measure(operation(self.value, value), lambda of: operation(mine(of), theirs(of)), self.notes)

    def _noted(self, function: Callable[..., Any], *rest: Any) -> Any:
        """Return a function of the number, and note that it must come to the same."""
        mine = self.formula
        outcome = function(self.value, *map(value_of, rest))
        others = [formula_of(each) for each in rest]
        self.notes.append((lambda of: function(mine(of), *(other(of) for other in others)), outcome))
        return outcome

    def __add__(self, other: Any) -> Measure:
        return self._with(operator.add, other, swapped=False)

    def __radd__(self, other: Any) -> Measure:
        return self._with(operator.add, other, swapped=True)

    def __sub__(self, other: Any) -> Measure:
        return self._with(operator.sub, other, swapped=False)

    def __rsub__(self, other: Any) -> Measure:
        return self._with(operator.sub, other, swapped=True)

    def __mul__(self, other: Any) -> Measure:
        return self._with(operator.mul, other, swapped=False)

    def __rmul__(self, other: Any) -> Measure:
        return self._with(operator.mul, other, swapped=True)

    def __truediv__(self, other: Any) -> Measure:
        return self._with(operator.truediv, other, swapped=False)

    def __rtruediv__(self, other: Any) -> Measure:
        return self._with(operator.truediv, other, swapped=True)

    def __neg__(self) -> Measure:
        return 0 - self

    def __lt__(self, other: Any) -> bool:
        return bool(self._noted(operator.lt, other))

    def __le__(self, other: Any) -> bool:
        return bool(self._noted(operator.le, other))

    def __gt__(self, other: Any) -> bool:
        return bool(self._noted(operator.gt, other))

    def __ge__(self, other: Any) -> bool:
        return bool(self._noted(operator.ge, other))

    def __eq__(self, other: object) -> bool:
        return bool(self._noted(operator.eq, other))

    def __hash__(self) -> int:
        return hash(self._noted(float))

    def __bool__(self) -> bool:
        return bool(self._noted(bool))

    def __float__(self) -> float:
        return float(self._noted(float))

    def __int__(self) -> int:
        return int(self._noted(int))

    def __round__(self, digits: int | None = None) -> Any:
        return self._noted(round, digits)

    def __format__(self, how: str) -> str:
        return str(self._noted(format, how))

    def __str__(self) -> str:
        return str(self._noted(str))


def value_of(number: Any) -> Any:
    """Return the number itself."""
    return number.value if isinstance(number, Measure) else number


def formula_of(number: Any) -> Formula:
    """Return the formula of a number; that of a plain one is the number."""
    return number.formula if isinstance(number, Measure) else lambda of: number


def widths(number: int, plain: Mapping[str, Any], notes: list[Condition]) -> dict[str, Any]:
    """Return the widths of set text `number` as measures."""

    def of_line(line: int) -> Formula:
        return lambda of: of[number]["line_widths"][line]

    return {
        "width": Measure(plain["width"], lambda of: of[number]["width"], notes),
        "line_widths": [Measure(each, of_line(line), notes) for line, each in enumerate(plain["line_widths"])],
    }
