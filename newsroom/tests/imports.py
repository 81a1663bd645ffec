"""What a file of ours imports."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def imports(path):
    """Return the full dotted name of all that a file imports."""
    parts, found = path.relative_to(Path(settings.BASE_DIR)).with_suffix("").parts, []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(parts[: len(parts) - node.level]) + "." if node.level else ""
            found += [f"{base}{node.module + '.' if node.module else ''}{name.name}" for name in node.names]
    return found
