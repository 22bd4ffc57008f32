"""The notebook tutorial runs as it is written, and its .ipynb has the same steps."""

import json
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tutorial" / "notebook.md"
NOTEBOOK = ROOT / "docs" / "tutorial" / "notebook.ipynb"


def steps():
    return re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)


def absolute(code, written):
    """Return a step with the repository's files named in full, and what it writes elsewhere."""
    code = code.replace('"src/sulh/', f'"{ROOT}/src/sulh/')
    return re.sub(r'report\("', f'report("{written}/', code)


def test_the_page_runs_from_top_to_bottom(tmp_path):
    """Pack, reports, findings, explanation, report, forecast, plan."""
    names = {}
    for step in steps():
        exec(compile(absolute(step, tmp_path), str(PAGE), "exec"), names)
    assert names["findings"].breached.height > 0
    assert "Breached" in names["findings"].explain(names["findings"].breached["id"][0]).sentence
    assert names["checked"].rejected["field"].to_list() == ["start"]
    assert names["plan"].frame.height == 5
    assert {path.name for path in tmp_path.iterdir()} == {"island.html", "laydown.html"}
    for name in ("reports", "findings", "outlook", "plan"):
        html = names[name]._repr_html_()
        assert "<table" in html, name
        if name != "reports":
            assert "<svg" in html, name
    assert "SIMULATED" in names["outlook"]._repr_html_()


def test_the_notebook_has_the_steps_of_the_page():
    """Nobody finds two versions of the tutorial."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    code = ["".join(each["source"]) for each in cells if each["cell_type"] == "code"]
    assert code == [step.rstrip("\n") for step in steps()]


@pytest.mark.slow
def test_the_notebook_runs_in_a_kernel(tmp_path):
    """The .ipynb runs as Jupyter runs it, where a kernel is installed."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    for cell in notebook.cells:
        cell["source"] = absolute(cell["source"], tmp_path)
    nbclient.NotebookClient(notebook, timeout=240).execute(cwd=os.fspath(tmp_path))
