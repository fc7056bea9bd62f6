"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A machine that is busy with something else is slow; that says nothing about the program.
settings.register_profile("tallystick", deadline=None)
settings.load_profile("tallystick")

#: 2020-09-13T12:26:40Z: no test depends on the clock.
MOMENT = "1600000000"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="also run the slow tests, with many more repetitions")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--soak"):
        for item in items:
            if "soak" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="slow; run with --soak"))


@pytest.fixture(scope="session", autouse=True)
def _one_moment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", MOMENT)
        # What a developer has imported for their own use must not change what the tests read.
        patch.setenv("TALLYSTICK_PLACES", str(tmp_path_factory.mktemp("places")))
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated and unannotated documents beside the project; the test is skipped where it is absent."""
    folder = Path(os.environ.get("TALLYSTICK_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the documents in {folder}, which is absent")
    return folder
