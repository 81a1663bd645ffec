"""Colour profiles that pictures speak of without bringing them (ICC.1:2001-04)."""

import io
import struct

from PIL import ImageCms

D50 = (0.9642, 1.0, 0.8249)


def matrix_profile(red, green, blue, gamma):
    """Return a profile of three primaries, as XYZ under D50, with one curve."""
    primaries = {"rXYZ": xyz(red), "gXYZ": xyz(green), "bXYZ": xyz(blue)}
    return profile(b"RGB ", primaries | dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve(gamma)))


def profile(colours, tags):
    """Return a profile as bytes, of the colour space and the tags that tell what it is."""
    tags = {"desc": b"desc" + bytes(4) + struct.pack(">I", 1) + bytes(79), "cprt": b"text" + bytes(8)} | tags
    tags = {name: body + bytes(-len(body) % 4) for name, body in ({"wtpt": xyz(D50)} | tags).items()}
    at, table = 128 + 4 + 12 * len(tags), b""
    for name, body in tags.items():
        table += struct.pack(">4sII", name.encode(), at, len(body))
        at += len(body)
    connected = b"Lab " if "A2B0" in tags else b"XYZ "
    header = struct.pack(">I4xI4s4s4s12x4s28x", at, 0x02100000, b"mntr", colours, connected, b"acsp")
    header += b"".join(map(fixed, D50)) + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + b"".join(tags.values())


def xyz(colour):
    return b"XYZ " + bytes(4) + b"".join(map(fixed, colour))


def curve(gamma):
    return b"curv" + struct.pack(">IIH", 0, 1, round(gamma * 256))


def fixed(number):
    return struct.pack(">i", round(number * 65536))


ADOBE_RGB = ImageCms.ImageCmsProfile(
    io.BytesIO(
        matrix_profile((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457), 2.2)
    )
)
