"""Print the counts of the proof: `make fit-proof`, or `python -m tests.proof --kits 20`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.proof.boxes import Boxes, prove_boxes
from tests.proof.kits import BROKEN, BUILT, REFUSED, Outcome, prove
from tests.proof.projects import LONGEST, SCRIPTS, covering_fonts

BATCH = 10  # kits of one run of LibreOffice
ALMOST_USUAL = 1.5


def main() -> None:
    """Build the kits and boxes asked for, and print what became of them."""
    parser = argparse.ArgumentParser(prog="tests.proof", description=__doc__)
    parser.add_argument("--kits", type=int, default=300)
    parser.add_argument("--boxes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--theme", help="of the kits; else the event's")
    parser.add_argument("--faults", type=int, default=20, help="how many faults and refusals to print")
    asked = parser.parse_args()
    started = time.perf_counter()
    if asked.boxes:
        with tempfile.TemporaryDirectory() as folder:
            print_boxes(prove_boxes(asked.seed, asked.boxes, Path(folder)), asked.faults)
    if asked.kits:
        missing = [script for script in SCRIPTS if script not in covering_fonts()]
        if missing:
            print(f"names in {', '.join(missing)} script: skipped, no installed font has its letters")
        print_outcomes(run(asked.seed, asked.kits, asked.workers, asked.theme), asked.faults)
    print(f"{time.perf_counter() - started:.0f} s with {asked.workers} processes, seed {asked.seed}")


def run(seed: int, kits: int, workers: int, theme: str | None) -> list[Outcome]:
    """Return how each kit ended, in order of their numbers."""
    scripts = covering_fonts()
    batches = [range(start, min(start + BATCH, kits)) for start in range(0, kits, BATCH)]
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as root, ProcessPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(prove, seed, batch, scripts, Path(root) / f"batch-{n}", theme)
            for n, batch in enumerate(batches)
        ]
        for job in as_completed(jobs):
            outcomes += job.result()
            print(f"{len(outcomes)} of {kits} kits", end="\r", file=sys.stderr, flush=True)
    return sorted(outcomes, key=lambda outcome: outcome.plan.number)


def print_boxes(boxes: Boxes, shown: int) -> None:
    """Print how many boxes have the lines predicted."""
    right = boxes.boxes - len(boxes.different)
    print(f"text boxes: {boxes.boxes} drawn by LibreOffice, ", end="")
    print(f"{right} with the lines predicted ({_share(right, boxes.boxes)})")
    print(f"  {boxes.refused} more were refused, {boxes.lines} lines, {boxes.strays} words outside every box")
    for difference in boxes.different[:shown]:
        print(f"  slide {difference.slide}, {difference.role}: “{difference.expected}”, found “{difference.found}”")


def print_outcomes(outcomes: Sequence[Outcome], shown: int) -> None:
    """Print the counts of all kits, then the first faults."""
    ends = Counter(outcome.end for outcome in outcomes)
    print(f"kits: {len(outcomes)}, {ends[BUILT]} built ({_share(ends[BUILT], len(outcomes))}), ", end="")
    print(f"{ends[REFUSED]} refused, {ends[BROKEN]} broken")
    usual = [outcome for outcome in outcomes if outcome.longest <= ALMOST_USUAL]
    built = sum(outcome.end == BUILT for outcome in usual)
    print(f"of {len(usual)} with no text over {ALMOST_USUAL} × its usual length: ", end="")
    print(f"{built} built ({_share(built, len(usual))})")
    _print_bands(outcomes)
    _print_files([outcome for outcome in outcomes if outcome.end == BUILT])
    _print_cuts([outcome for outcome in outcomes if outcome.end == REFUSED])
    for outcome in [outcome for outcome in outcomes if outcome.end == BROKEN][:shown]:
        print(f"broken: {outcome.plan}: {outcome.message}")
    for fault in [f"kit {outcome.plan.number}: {fault}" for outcome in outcomes for fault in outcome.faults][:shown]:
        print(f"fault: {fault}")


def _print_bands(outcomes: Sequence[Outcome]) -> None:
    """Print built of all by the longest text allowed and the share of texts changed."""
    shares = sorted({outcome.plan.share for outcome in outcomes})
    heads = "".join(f"{f'{share:.0%}' if share else 'one':>10}" for share in shares)
    print(f"{'built / kits, by longest text and share changed':<50}{heads}")
    for longest in LONGEST:
        cells = []
        for share in shares:
            cell = [one for one in outcomes if one.plan.longest == longest and one.plan.share == share]
            cells.append(f"{sum(one.end == BUILT for one in cell)}/{len(cell)}")
        print(f"{f'  up to {longest:g} × the usual':<50}{''.join(f'{cell:>10}' for cell in cells)}")


def _print_files(built: Sequence[Outcome]) -> None:
    pages, lines = (sum(getattr(outcome, name) for outcome in built) for name in ("pages", "lines"))
    counts = {kind: sum(outcome.counted(kind) for outcome in built) for kind in ("overflow", "clipped", "overlap")}
    print(f"in what is built: {', '.join(f'{kind} {count}' for kind, count in counts.items())}")
    wrong = sum(outcome.counted("lines") for outcome in built)
    missing = sum(outcome.counted("pages") for outcome in built)
    print(f"decks by LibreOffice: {pages} slides, {lines} lines, {wrong} not as predicted; ", end="")
    print(f"{missing} decks with another number of pages than slides")


def _print_cuts(refused: Sequence[Outcome]) -> None:
    ends = Counter(outcome.cut.splitlines()[-1][:80] for outcome in refused)
    solved = sum(outcome.cut == BUILT for outcome in refused)
    print(f"cut as the FitError says: {solved} of {len(refused)} refused kits build ", end="")
    print(f"({_share(solved, len(refused))}); {dict(ends)}")
    asked = sum(len(outcome.misfits) for outcome in refused)
    again = [cut for outcome in refused for cut in outcome.again]
    print(f"  misfits: {asked}, still too long after the cut: {len(again)}")
    for label, cuts in (("refused", [cut for one in refused for cut in one.misfits]), ("still too long", again)):
        fields = Counter(
            f"{cut.product} {'.'.join(str(k) for k in cut.field if not isinstance(k, int))}" for cut in cuts
        )
        print(f"  {label} most often: {', '.join(f'{name} {count}' for name, count in fields.most_common(12))}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "none"


if __name__ == "__main__":
    main()
