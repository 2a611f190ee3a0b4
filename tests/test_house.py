"""The house rules that a machine can check: rooms import upward only, modules stay small, nothing fails in silence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "qa_cchc"
ORDER = (
    "comparison", "records", "contract", "settings", "vietnamese", "reading", "figures", "search", "archive", "asking", "export",
    "api", "evaluation", "web", "cli", "__main__",
)
MODULES = sorted(PACKAGE.glob("**/*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    package = ("qa_cchc", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "qa_cchc" else [module]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "qa_cchc" and len(parts) > 1 and not parts[1].startswith("__version"):
                yield parts[1], node.lineno


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_import_only_rooms_above(path: Path) -> None:
    here = room_of(path)
    if here == "__init__":
        assert not list(imported_rooms(path)), "the package itself imports nothing, so that it loads at once"
        return
    assert here in ORDER, f"{here} has no place in the house"
    wrong = [f"line {line}: {room}" for room, line in imported_rooms(path) if ORDER.index(room) > ORDER.index(here)]
    assert not wrong, f"{here} imports rooms below it: {wrong}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_prints_outside_the_command_line(path: Path) -> None:
    calls = [
        node.lineno for node in ast.walk(TREES[path])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert room_of(path) == "cli" or not calls, f"print at lines {calls}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_exception_is_swallowed(path: Path) -> None:
    wrong = []
    for node in ast.walk(TREES[path]):
        if not isinstance(node, ast.ExceptHandler):
            continue
        broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
        silent = all(isinstance(statement, ast.Pass | ast.Continue) for statement in node.body)
        if node.type is None or (broad and silent):
            wrong.append(node.lineno)
    assert not wrong, f"bare or silent except at lines {wrong}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500
    long = [
        f"{node.name} ({node.end_lineno - node.lineno} lines)" for node in ast.walk(TREES[path])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno > 80
    ]
    assert not long


def public_definitions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    declared = isinstance(inner, ast.FunctionDef) and ast.unparse(inner.body[-1]) == "..."
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_") and not declared:
                        yield f"{node.name}.{inner.name}", inner


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_names_are_documented(path: Path) -> None:
    tree = TREES[path]
    assert ast.get_docstring(tree) or not tree.body, "the module says nothing of itself"
    silent = [name for name, node in public_definitions(tree) if not ast.get_docstring(node)]
    assert not silent, f"no docstring: {silent}"


def test_every_package_data_file_is_shipped() -> None:
    import fnmatch
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["qa_cchc"]
    left_out = [
        name_of(path) for path in PACKAGE.glob("**/*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
        and not any(fnmatch.fnmatch(path.name, pattern.removeprefix("**/")) for pattern in patterns)
    ]
    assert not left_out, "files in the package that an installed copy would lack"


def test_every_library_imported_is_declared() -> None:
    import re
    import sys
    import tomllib
    from importlib.metadata import packages_distributions

    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", name).lower()

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # What one extra alone needs says so where it is missing.
    lines = [*project["dependencies"], *project["optional-dependencies"]["pandas"]]
    declared = {plain(re.match(r"[\w.-]+", line).group()) for line in lines}
    providers = packages_distributions()
    imported: set[str] = set()
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                imported.add(node.module.split(".")[0])
    libraries = imported - set(sys.stdlib_module_names) - {"qa_cchc"}
    missing = {name for name in libraries if not {plain(one) for one in providers.get(name, [name])} & declared}
    assert not missing, f"imported, but not in pyproject.toml: {missing}"
