"""A minimal PDF writer, so that a test can say exactly what stands where on which page."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of text at ``x``, ``y`` (points from the lower left corner) in letters of ``size``."""

    text: str
    y: float
    x: float = 60.0
    size: float = 11.0


def page_of(lines: Sequence[str], top: float = 780.0, leading: float = 14.0) -> list[Placed]:
    """Return ``lines`` set one below the other; an empty one leaves a gap."""
    return [Placed(line, top - leading * row) for row, line in enumerate(lines) if line]


def write_pdf(pages: Sequence[Sequence[Placed]], information: str = "") -> bytes:
    """Return a PDF with these pages in Helvetica; ``information`` is the body of its Info dictionary."""
    count = len(pages)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {information} >>".encode("cp1252"),
    ]
    for number, page in enumerate(pages):
        content = b"\n".join(map(_operators, page))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _assemble(objects)


def _operators(line: Placed) -> bytes:
    text = line.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /F1 {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm (".encode() + text + b") Tj ET"


def _assemble(objects: Sequence[bytes]) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n"
        % (
            size,
            table,
            size,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(data)
    )
