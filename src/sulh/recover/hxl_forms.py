"""The hashtags of HXL that stand for the fields of this room's kinds: 3W, people, and flows."""

from __future__ import annotations

from sulh.picture.hxl_form import HxlForm, HxlVariant

__all__ = ["RECOVER_HXL"]

COUNTS = ("#affected", "#population", "#inneed")
PARTS = {
    "women": "+f+adults-children-killed-injured",
    "men": "+m+adults-children-killed-injured",
    "girls": "+f+children-killed-injured",
    "boys": "+m+children-killed-injured",
}
GROUPS = {
    "displaced": ("idps", "displaced"),
    "refugee": ("refugees",),
    "returnee": ("returnees", "returned"),
    "host": ("host", "nondisplaced"),
}
"""The attributes of each group of people [GK: +returnees and +host are in common use, not in HXL 1.1]."""
ALL_GROUPS = "".join(f"-{word}" for words in GROUPS.values() for word in words)
WHOLE = "-f-m-adults-children-i-adolescents-elderly-infants-hh-killed-injured"
PROGRESS = {
    "complete": "delivered",
    "completed": "delivered",
    "finished": "delivered",
    "closed": "delivered",
    "terminé": "delivered",
    "achevé": "delivered",
    "active": "ongoing",
    "in progress": "ongoing",
    "en cours": "ongoing",
    "planifié": "planned",
    "prévu": "planned",
}
"""Words of status in 3W tables, in lower case, that mean one of the kind's own."""


def _of_group(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    tags = [f"{tag}+{word}" for word in words for tag in COUNTS]
    return {
        "people": tuple(f"{tag}{WHOLE}" for tag in tags),
        **{name: tuple(f"{tag}{part}" for tag in tags) for name, part in PARTS.items()},
    }


NEEDY = {
    "people": tuple(f"{tag}{ALL_GROUPS}{WHOLE}" for tag in ("#inneed", "#affected")),
    **{
        name: tuple(f"{tag}{ALL_GROUPS}{part}" for tag in ("#inneed", "#affected"))
        for name, part in PARTS.items()
    },
}
"""People in need, or else affected, of no group that the hashtag names."""

RECOVER_HXL = (
    HxlForm(
        kind="movement",
        tags={
            "left": (
                "#loc+name+origin",
                "#loc+origin-code-pcode",
                *(f"#adm{level}+origin-code" for level in (5, 4, 3, 2, 1)),
                "#country+origin-code",
            ),
            "place": (
                "#loc+dest+name",
                "#loc+dest-code-pcode",
                "#loc+name-origin",
                "#loc-code-origin",
            ),
            "district": (
                *(f"#adm{level}+dest-code" for level in (5, 4, 3, 2, 1)),
                *(f"#adm{level}-code-origin" for level in (5, 4, 3, 2, 1)),
            ),
        },
        required=("left", "people"),
        variants=tuple(
            HxlVariant(tags=_of_group(GROUPS[group]), constants={"movers": group})
            for group in ("displaced", "refugee", "returnee")
        ),
    ),
    HxlForm(
        kind="delivery",
        tags={
            "organisation": (
                "#org+impl-code",
                "#org+prog-code",
                "#org-code-funder-reporting-type-url",
            ),
            "cluster": ("#sector+cluster-code", "#sector-code-type"),
            "supply": (
                "#item-code-num-quantity-unit",
                "#service-code",
                "#activity-code-url",
                "#subsector-code",
            ),
            "progress": ("#status-code",),
            "quantity": ("#item+num", "#item+quantity", "#output+num"),
            "unit": ("#item+unit", "#output+unit"),
        },
        required=("organisation", "supply", "progress"),
        words={"progress": PROGRESS},
    ),
    HxlForm(
        kind="population",
        tags={},
        required=("people",),
        variants=tuple(
            HxlVariant(tags=_of_group(words), constants={"group": group})
            for group, words in GROUPS.items()
        ),
        rest=HxlVariant(tags=NEEDY, constants={"group": "other"}),
    ),
)
"""The forms of this room; the first that a table fits is taken."""
