"""How long all renditions of one photo take, and how much memory: `python -m benchmarks.renditions [FILE ...]`.

Without files it draws one of 24 megapixels, with gradients, edges and noise. All are made as the task worker makes
them, each photo's in a process of its own, so that the peak is its own; what comes out is told as JSON, a line a photo.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from unittest.mock import patch

from PIL import Image, ImageDraw

SIZE = (6000, 4000)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--here", action="store_true", help="in this process: what is called for each file")
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as home:
        if options.here:
            print(json.dumps({"file": options.files[0].name, **measure(options.files[0], home)}))
            return
        for path in options.files or [draw(Path(home) / "drawn.jpg")]:
            subprocess.run([sys.executable, "-m", "benchmarks.renditions", "--here", path], check=True)  # noqa: S603


def draw(path):
    """Write a JPEG as a camera's might be: soft, sharp and grainy."""
    chance = random.Random("renditions")  # noqa: S311
    bands = [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)]
    picture = Image.merge("RGB", [band.resize(SIZE) for band in bands])
    pen = ImageDraw.Draw(picture)
    for _ in range(4000):
        left, top, size = chance.randrange(SIZE[0]), chance.randrange(SIZE[1]), chance.randint(4, 240)
        pen.ellipse((left, top, left + size, top + size), fill=tuple(chance.randbytes(3)))
    grain = Image.merge("RGB", [Image.effect_noise(SIZE, 60) for _ in range(3)])
    Image.blend(picture, grain, 0.15).save(path, quality=90)
    return path


def measure(path, home):
    os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATA_DIR": home}
    import django

    django.setup()
    from images import renditions, store
    from images.examine import examine, fingerprint
    from images.models import Photo

    with path.open("rb") as file:
        seen, sha256 = examine(file), fingerprint(file)
    photo = Photo(sha256=sha256, width=seen.width, height=seen.height, format=seen.format, credit="Nobody")
    photo.file.name = "original"
    store.keep("original", path.read_bytes())
    wanted = renditions.all_names(photo)
    seconds, before = defaultdict(float), peak()
    clocks = {"read": (renditions, "original"), "scale": (Image.Image, "resize"), "write": (Image.Image, "save")}
    begun, worked = time.monotonic(), time.process_time()
    with patched(clocks, seconds):
        renditions.make_files(photo, wanted)
    told = {"pixels": list(path_size(path)), "files": len(wanted)}
    told |= {"seconds": round(time.monotonic() - begun, 2), "of_processor": round(time.process_time() - worked, 2)}
    told |= {"peak_mib": peak(), "peak_before_mib": before}
    told["of_which"] = {what: round(number, 2) for what, number in sorted(seconds.items())}
    sizes = defaultdict(int)
    for name, (_, _, ext) in wanted.items():
        sizes[ext] += (Path(home) / "media" / renditions.path_of(photo, name)).stat().st_size
    return told | {"kib": {ext: size // 1024 for ext, size in sizes.items()}}


def patched(clocks, seconds):
    """Return a context in which each of the functions adds what it takes to `seconds`, writing by its format."""
    from contextlib import ExitStack

    stack = ExitStack()
    for what, (owner, name) in clocks.items():
        stack.enter_context(patch.object(owner, name, timed(getattr(owner, name), what, seconds)))
    return stack


def timed(function, what, seconds):
    def call(*args, **options):
        begun = time.process_time()
        try:
            return function(*args, **options)
        finally:
            seconds[f"{what} {args[2]}" if what == "write" else what] += time.process_time() - begun

    return call


def path_size(path):
    with Image.open(path) as picture:
        return picture.size


def peak():
    """Return the most memory that this process has had so far, in MiB."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024


if __name__ == "__main__":
    main()
