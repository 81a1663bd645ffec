"""The results as a table, and how they grow as a picture."""

import statistics

COLUMNS = ["name", "size", "rps", "p50_ms", "p99_ms", "ratio", "queries", "bytes", "refused"]
WIDTH, HEIGHT, MARGIN = 760, 420, 60
COLOURS = ["#9b1c20", "#14506f", "#1c6b3a", "#8a4b00", "#55524c", "#6b3fa0", "#0b63ce", "#a51d1d"]


def print_table(rows):
    print("\n| " + " | ".join(COLUMNS) + " |")
    print("|" + "---|" * len(COLUMNS))
    for row in rows:
        if "rps" in row:
            print("| " + " | ".join("" if row.get(name) is None else str(row[name]) for name in COLUMNS) + " |")
    for row in rows:
        if "rps" not in row:
            print("  " + ", ".join(f"{name} {value}" for name, value in row.items()))
    print(flush=True)


def draw(rows):
    """Return a picture (SVG) of each case's median time by the number of stories, against that of the smallest site."""
    sizes = sorted({row["size"] for row in rows})
    lines = {}
    for row in rows:
        if row.get("p50_ms") and "rps" in row and row["name"] != "constant":
            lines.setdefault(row["name"], {})[row["size"]] = row["p50_ms"]
    grown = {name: [times[size] / times[sizes[0]] for size in sizes] for name, times in lines.items() if len(times) > 1}
    most = max(2.0, *(max(line) for line in grown.values()))
    across = (WIDTH - 2 * MARGIN - 150) / (len(sizes) - 1)

    def point(index, value):
        return f"{MARGIN + index * across:.0f},{HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * value / most:.0f}"

    frame = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>']
    for value in (1, 1.5):
        y = point(0, value).split(",")[1]
        out.append(f'<path d="M{MARGIN} {y}H{WIDTH - MARGIN - 150}" stroke="#999" stroke-dasharray="4"/>')
        out.append(f'<text x="8" y="{y}">{value} times</text>')
    for index, size in enumerate(sizes):
        out.append(f'<text x="{MARGIN + index * across - 20:.0f}" y="{HEIGHT - 30}">{size:,} stories</text>')
    last = sorted(grown.items(), key=lambda item: item[1][-1])
    for place, (name, line) in enumerate(last):
        colour = COLOURS[place % len(COLOURS)]
        points = " ".join(point(index, value) for index, value in enumerate(line))
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        y = HEIGHT - MARGIN - place * 16
        out.append(f'<text x="{WIDTH - MARGIN - 140}" y="{y}" fill="{colour}">{name} {line[-1]:.2f}</text>')
    middle = statistics.median(line[-1] for line in grown.values())
    told = f"Median time by size of the site, the smallest being 1; the middle one {middle:.2f}"
    out.append(f'<text x="{MARGIN}" y="24">{told}</text></svg>')
    return "\n".join(out)
