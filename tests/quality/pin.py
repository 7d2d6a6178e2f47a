"""``python -m tests.quality.pin``: measure the parts and rewrite their pins in floors.json."""

from pathlib import Path

import click

from tests.quality.gauges import DATA, FLOORS, PARTS, PinnedPart, lowered, pinned, read_floors, write_floors


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--lower", is_flag=True, help="Let floors fall and ceilings rise; without it that is refused.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=DATA,
    help="The invented texts and floors.json; tests/data/quality when not given.",
)
def main(parts: tuple[str, ...], lower: bool, folder: Path) -> None:
    """Measure PARTS (all when none is named) and pin each figure a margin away from its value.

    When one bound would become weaker, nothing at all is written and the exit status is 1.
    """
    old = read_floors(folder)
    new = {name: pinned(name, folder) for name in parts or PARTS}
    fallen: list[str] = []
    for name, part in new.items():
        before = old.get(name)
        fallen += (f"{name}.{pin}" for pin in (lowered(before, part) if before is not None else ()))
        click.echo(_table(name, before, part))
    if fallen and not lower:
        raise click.ClickException(
            f"{', '.join(fallen)}: weaker than pinned in {folder / FLOORS}, which stays as it is; "
            "find out why, or run again with --lower."
        )
    write_floors(folder, {**old, **new})
    click.echo(f"Pinned in {folder / FLOORS}.")


def _table(name: str, before: PinnedPart | None, part: PinnedPart) -> str:
    """One line a pin: measured, the bound, and the one before it."""
    bounds = {pin.name: pin.bound for pin in before.pins} if before is not None else {}
    lines = [
        f"  {pin.name:<22}{pin.measured:>9.4f}   {pin.kind:<7} {pin.bound:>9.4f}"
        + (f"   (was {bounds[pin.name]:.4f})" if pin.name in bounds else "   (new)")
        for pin in part.pins
    ]
    return "\n".join([f"{name} ({part.measured_with})", *lines])


if __name__ == "__main__":
    main()
