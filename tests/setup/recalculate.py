"""Recalculates workbooks in LibreOffice, headless, through UNO.

Reads jobs from standard input, a JSON document to a line: {"file", "edits": [{"sheet", "cell", "value"|"formula"}], "out",
"saveAs"?, "times"?, "seconds"?}.
Each file is loaded, edited and recalculated whole (`calculateAll`: conversion would keep the values of the file); what then
stands in its cells is written to "out" as JSON, {sheet: [[value, ...], ...]}. "times" recalculates it as often, and how long each
took goes to "seconds". One office runs for all jobs.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def start(profile):
    pipe = f"liangli{os.getpid()}"
    office = subprocess.Popen(
        [
            sys.argv[1],
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.time() + 120
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            if time.time() > end or office.poll() is not None:
                raise
            time.sleep(0.2)


def run(desktop, job):
    document = desktop.loadComponentFromURL(Path(job["file"]).resolve().as_uri(), "_blank", 0, (prop("Hidden", True),))
    if document is None:
        raise RuntimeError(f"{job['file']} cannot be opened")
    try:
        for edit in job.get("edits", []):
            cell = document.Sheets.getByName(edit["sheet"]).getCellRangeByName(edit["cell"])
            if "formula" in edit:
                cell.setFormula(edit["formula"])
            elif isinstance(edit["value"], str):
                cell.setString(edit["value"])
            else:
                cell.setValue(edit["value"])
        seconds = []
        for _ in range(job.get("times", 1)):
            begin = time.perf_counter()
            document.calculateAll()
            seconds.append(time.perf_counter() - begin)
        if "seconds" in job:
            Path(job["seconds"]).write_text(json.dumps(seconds), encoding="utf-8")
        if "saveAs" in job:
            document.storeToURL(Path(job["saveAs"]).resolve().as_uri(), (prop("FilterName", "Calc MS Excel 2007 XML"),))
        sheets = {}
        for sheet in document.Sheets:
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            end = cursor.RangeAddress
            sheets[sheet.Name] = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
        Path(job["out"]).write_text(json.dumps(sheets), encoding="utf-8")
    finally:
        document.close(True)


def main():
    with tempfile.TemporaryDirectory() as profile:
        office, desktop = start(profile)
        try:
            for line in sys.stdin:
                run(desktop, json.loads(line))
        finally:
            try:
                desktop.terminate()
            except Exception:
                pass
            try:
                office.wait(30)
            except subprocess.TimeoutExpired:
                office.kill()


main()
