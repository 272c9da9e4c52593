"""Measures the proof of prose and writes what was found into README.md and the manual's page on its accuracy.

    python docs/proof_accuracy.py            measures, stores docs/proof_accuracy.json, writes the tables
    python docs/proof_accuracy.py --stored   writes the tables from what is stored

The tables stand between `<!-- proof accuracy -->` and `<!-- /proof accuracy -->`.  The annotated reports are measured
where the folder `shared` stands beside the checkout; elsewhere what is stored of them stays.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eduduty_desktop.proof import prove
from tests.proof.accuracy_table import CHECKOUT, PLACES, STORED, Results, inserted, stored
from tests.proof.generator.fresh import FRESH
from tests.proof.measure import EACH, both, generated, innocents
from tests.proof.score_tool import Score, run


def measured() -> Results:
    sentences, planted = both()
    shared = CHECKOUT.parent / "shared"
    published = run(shared, CHECKOUT)[0] if shared.is_dir() else stored().published
    number, alarms = innocents(prove, EACH)
    fresh = generated(prove, EACH, FRESH)
    innocent = Score(len(alarms), number)
    return Results(sentences.relations, fresh.relations, planted.relations, innocent, published)


def main() -> int:
    if "--stored" not in sys.argv[1:]:
        STORED.write_bytes(measured().to_json())
    results = stored()
    for file, table in PLACES.items():
        file.write_text(inserted(file.read_text(encoding="utf-8"), table(results)), encoding="utf-8")
        print(f"{file.relative_to(CHECKOUT)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
