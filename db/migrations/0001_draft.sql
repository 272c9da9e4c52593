-- The draft file. One table an entry of draft.records.TABLES; names and meanings are in db/README.md.
PRAGMA application_id = 1162106180; -- 'EDUD'

CREATE TABLE "meta" (
  "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
  "draft_id" TEXT NOT NULL CHECK ("draft_id" <> ''),
  "created_at" TEXT NOT NULL,
  "program_version" TEXT NOT NULL
) STRICT;

CREATE TABLE "framework" (
  "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
  "snapshot" TEXT NOT NULL CHECK ("snapshot" GLOB '{*}')
) STRICT;

CREATE TABLE "cover" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "figures" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL CHECK ("slot" IN ('current', 'previous')),
  "amount" TEXT CHECK ("amount" <> ''),
  "approximation" TEXT NOT NULL,
  "typed" TEXT NOT NULL,
  "period" TEXT CHECK ("period" <> ''),
  "scope" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "growths" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "amount" TEXT CHECK ("amount" <> ''),
  "unit" TEXT NOT NULL,
  "typed" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "narratives" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "serves" TEXT NOT NULL CHECK ("serves" GLOB '[[]*]'),
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "headings" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "states" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "status" TEXT NOT NULL CHECK ("status" IN ('未填', '部门已报', '已核', '需补', '已定稿', '不适用')),
  "reason" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "scores" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "score" TEXT CHECK ("score" <> ''),
  "reason" TEXT NOT NULL,
  "not_concerned" INTEGER NOT NULL CHECK ("not_concerned" IN (0, 1)),
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "deductions" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "point" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "clause" TEXT NOT NULL,
  "times" TEXT NOT NULL CHECK ("times" <> ''),
  "points" TEXT NOT NULL CHECK ("points" <> ''),
  "reason" TEXT NOT NULL,
  "evidence" TEXT NOT NULL CHECK ("evidence" GLOB '[[]*]'),
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "evidence" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "points" TEXT NOT NULL CHECK ("points" GLOB '[[]*]'),
  "order" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "document_number" TEXT NOT NULL,
  "date" TEXT NOT NULL,
  "issuer" TEXT NOT NULL,
  "pages" TEXT NOT NULL,
  "original" INTEGER NOT NULL CHECK ("original" IN (0, 1)),
  "sealed" INTEGER NOT NULL CHECK ("sealed" IN (0, 1)),
  "confidentiality" TEXT NOT NULL,
  "provider" TEXT NOT NULL,
  "file" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "problems" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "points" TEXT NOT NULL CHECK ("points" GLOB '[[]*]'),
  "metrics" TEXT NOT NULL CHECK ("metrics" GLOB '[[]*]'),
  "remedies" TEXT NOT NULL CHECK ("remedies" GLOB '[[]*]'),
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "waivers" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "finding" TEXT NOT NULL,
  "operands" TEXT NOT NULL CHECK ("operands" GLOB '[[]*]'),
  "reason" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "vetoes" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "occurred" INTEGER CHECK ("occurred" IN (0, 1)),
  "explanation" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "assignments" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "lead" TEXT NOT NULL,
  "assisting" TEXT NOT NULL CHECK ("assisting" GLOB '[[]*]'),
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "standards" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "notes" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "change_log" (
  "seq" INTEGER PRIMARY KEY,
  "at" TEXT NOT NULL,
  "who" TEXT NOT NULL,
  "group_id" TEXT NOT NULL,
  "group_label" TEXT NOT NULL,
  "cause" TEXT NOT NULL,
  "table" TEXT NOT NULL CHECK ("table" <> ''),
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "old" TEXT CHECK ("old" GLOB '{*}'),
  "new" TEXT CHECK ("new" GLOB '{*}'),
  "splice" TEXT CHECK ("splice" GLOB '{*}'),
  CHECK ("splice" IS NULL OR ("old" IS NOT NULL AND "new" IS NOT NULL))
) STRICT;

CREATE INDEX "change_log_by_key" ON "change_log" ("table", "row", "slot");

CREATE TABLE "open_edit" (
  "table" TEXT NOT NULL CHECK ("table" <> ''),
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "at" TEXT NOT NULL,
  "who" TEXT NOT NULL,
  "group_id" TEXT NOT NULL,
  "group_label" TEXT NOT NULL,
  "cause" TEXT NOT NULL,
  "old" TEXT CHECK ("old" GLOB '{*}'),
  "new" TEXT CHECK ("new" GLOB '{*}'),
  PRIMARY KEY ("table", "row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "exports" (
  "seq" INTEGER PRIMARY KEY,
  "at" TEXT NOT NULL,
  "edition" TEXT NOT NULL CHECK ("edition" <> ''),
  "kind" TEXT NOT NULL CHECK ("kind" <> ''),
  "file_name" TEXT NOT NULL,
  "sha256" TEXT NOT NULL CHECK (length("sha256") = 64),
  "baseline" TEXT CHECK ("baseline" <> '')
) STRICT;
