"""However `waybill print` is ended, nothing of the batch is released and no worker stays with orders in its memory."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

HEADER = "订单号,运单号,快递公司,收件人,收件人手机,地址,商品\n"
ROW = "{n},SF{n:013d},顺丰速运,林清秋,15089606268,福建省泉州市晋江市长江西路737号43栋3单元1202室,杯\n"
ROWS, OUTLIVING = 30_000, 8_000

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")


@pytest.fixture
def house(house: Path) -> Path:
    """With an order file that takes a while."""
    orders = "".join(ROW.format(n=n) for n in range(1, ROWS + 1))
    (house / "orders.csv").write_text(HEADER + orders, "utf-8")
    return house


def living(session: int) -> list[int]:
    """Processes of a session that are not only waiting to be buried."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            process, _, rest = stat.read_text().partition(" ")
            state, _, _, its_session = rest.rpartition(") ")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                found.append(int(process))
    return found


def _as_from_a_terminal() -> None:
    """Cores are allowed, and its end is told, whatever started the tests (nohup, a service, a script's background)."""
    for number in (signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


@pytest.fixture
def printing(house: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run with two workers in the midst of its work."""
    words = ["print", "orders.csv", "-o", "labels.pdf", "--quiet", "--jobs", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "waybill", *words], cwd=house, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=_as_from_a_terminal,
    )  # fmt: skip
    wait_for(lambda: any(house.glob(".labels.pdf.*.part")) and len(living(process.pid)) == 3)
    time.sleep(0.3)
    yield process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stderr
    process.stderr.close()


def wait_for(condition: object) -> None:
    end = time.monotonic() + 20
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.mark.parametrize(("number", "gaps"), [
    (signal.SIGINT, ()),
    (signal.SIGINT, (0.02, 0.02)),
    (signal.SIGINT, (0.2,)),
    (signal.SIGTERM, ()),
    (signal.SIGHUP, ()),
    (signal.SIGHUP, (0.02,)),
])  # fmt: skip
def test_signals_to_the_whole_group(
    house: Path, printing: subprocess.Popen[bytes], number: int, gaps: tuple[float, ...]
) -> None:
    """As a terminal sends Ctrl-C, or is closed: to the workers too; and again, from a key that is held down."""
    os.killpg(printing.pid, number)
    for gap in gaps:
        time.sleep(gap)
        with suppress(ProcessLookupError):
            os.killpg(printing.pid, number)
    _, told = printing.communicate(timeout=15)
    assert (printing.returncode, told) == (130, b"")
    assert living(printing.pid) == []
    assert {path.name for path in house.iterdir()} - {"keys", "orders.csv"} <= {"journal.db"}


def test_who_interrupts_is_told_what_to_do(house: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "waybill", "print", "orders.csv", "-o", "labels.pdf"],
        cwd=house, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=_as_from_a_terminal,
    )  # fmt: skip
    wait_for(lambda: any(house.glob(".labels.pdf.*.part")))
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=15)
    assert process.returncode == 130
    assert told.decode().splitlines()[-1].startswith("waybill: interrupted; the same command again")


def test_what_nohup_started_outlives_its_terminal(house: Path) -> None:
    """It is printed to its end, and so has fewer orders than what is stopped."""
    orders = (house / "orders.csv").read_text("utf-8").splitlines(keepends=True)
    (house / "orders.csv").write_text("".join(orders[:OUTLIVING]), "utf-8")
    process = subprocess.Popen(
        ["nohup", sys.executable, "-m", "waybill", "print", "orders.csv", "-o", "labels.pdf", "--quiet"],
        cwd=house, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    wait_for(lambda: any(house.glob(".labels.pdf.*.part")))
    os.killpg(process.pid, signal.SIGHUP)
    assert process.poll() is None, "it was still at work"
    assert process.wait(timeout=60) == 0 and (house / "labels.pdf").exists()


def test_no_core_of_a_killed_run_is_written(house: Path, printing: subprocess.Popen[bytes]) -> None:
    """Ctrl-\\ where the shell allows cores: the processes have everybody's orders in their memory."""
    limits = [Path(f"/proc/{process}/limits").read_text() for process in living(printing.pid)]
    told = [line.split()[4] for text in limits for line in text.splitlines() if "core file" in line]
    assert len(told) == 3 and set(told) <= {"0", "1"}
    os.killpg(printing.pid, signal.SIGQUIT)
    assert printing.wait(timeout=15) == -signal.SIGQUIT
    assert not list(house.glob("core*"))


def test_terminated_alone(house: Path, printing: subprocess.Popen[bytes]) -> None:
    printing.send_signal(signal.SIGTERM)
    assert printing.wait(timeout=15) == 130
    assert living(printing.pid) == [] and not (house / "labels.pdf").exists()


def test_workers_do_not_outlive_a_killed_parent(printing: subprocess.Popen[bytes]) -> None:
    printing.kill()
    printing.wait()
    wait_for(lambda: not living(printing.pid))
