"""A Dask cluster makes the same bytes as this machine's processes, also when it loses a worker."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

from tests.personalise.clusters import cluster_of
from tests.personalise.runs import seen, started, until
from tests.support import EXAMPLE, copy_example, sosialisasi


def test_two_workers_make_the_same_bytes_and_one_goes_on_when_the_other_is_killed(
    undisturbed: Path, tmp_path: Path
) -> None:
    with cluster_of(2, tmp_path) as cluster:
        with started(tmp_path / "out", "--scheduler", cluster.address) as process:
            rest, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        assert json.loads(rest.splitlines()[-1]) == {"units": 6, "kept": 0, "failed": 0}
        assert seen(tmp_path / "out") == seen(undisturbed)
        with started(tmp_path / "again", "--scheduler", cluster.address) as process:
            until(process, 1)
            cluster.workers[0].send_signal(signal.SIGKILL)
            rest, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        assert json.loads(rest.splitlines()[-1]) == {"units": 6, "kept": 0, "failed": 0}
        assert seen(tmp_path / "again") == seen(undisturbed)
        assert cluster.workers[0].poll() == -signal.SIGKILL and cluster.workers[1].poll() is None


def test_a_worker_reads_a_changed_project_anew_and_one_with_another_is_refused(tmp_path: Path) -> None:
    project = copy_example(tmp_path / "proyek")
    with cluster_of(1, tmp_path) as cluster:
        for last in ("0100", "0199"):
            event = re.sub(r"555-\d+", f"555-{last}", (project / "event.yaml").read_text(encoding="utf-8"))
            (project / "event.yaml").write_text(event, encoding="utf-8")
            outcome = sosialisasi(
                "units", project, EXAMPLE / "unit.csv", "-o", tmp_path / "out", "-p", "pocket-card", "-l", "id",
                "--scheduler", cluster.address,
            )  # fmt: skip
            assert outcome.code == 0, outcome.err
        environ = {"SOURCE_DATE_EPOCH": "1700000000"}
        with started(tmp_path / "other", "--scheduler", cluster.address, environ=environ) as process:
            _, said = process.communicate(timeout=60)
    assert process.returncode == 7
    assert "a worker has another project, other templates" in said
    assert not (tmp_path / "other").exists()
