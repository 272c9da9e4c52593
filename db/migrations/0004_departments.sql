-- The round with the departments, last year's report, the schools; chains from feedback to evidence.
ALTER TABLE "evidence" ADD COLUMN "renew" INTEGER NOT NULL DEFAULT 0 CHECK ("renew" IN (0, 1));
ALTER TABLE "problems" ADD COLUMN "feedback" TEXT NOT NULL DEFAULT '';
ALTER TABLE "problems" ADD COLUMN "since" TEXT NOT NULL DEFAULT '';
ALTER TABLE "assignments" ADD COLUMN "deadline" TEXT NOT NULL DEFAULT '';

CREATE TABLE "duties" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "department" TEXT NOT NULL,
  "deadline" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "departments" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "contact" TEXT NOT NULL,
  "phone" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "deadline" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "issued" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "round" INTEGER NOT NULL,
  "at" TEXT NOT NULL,
  "file" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "asked" TEXT NOT NULL CHECK ("asked" GLOB '[[]*]'),
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "returned" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "department" TEXT NOT NULL,
  "file" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "at" TEXT NOT NULL,
  "who" TEXT NOT NULL,
  "filled_by" TEXT NOT NULL,
  "reviewed_by" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "reported" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "typed" TEXT NOT NULL,
  "amount" TEXT CHECK ("amount" <> ''),
  "approximation" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "returned" TEXT NOT NULL,
  "sheet" TEXT NOT NULL,
  "cell" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "last_year" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "confirmed" INTEGER NOT NULL CHECK ("confirmed" IN (0, 1)),
  "text" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;

CREATE TABLE "schools" (
  "row" TEXT NOT NULL CHECK ("row" <> ''),
  "slot" TEXT NOT NULL,
  "order" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "stage" TEXT NOT NULL,
  "area" TEXT NOT NULL,
  "figures" TEXT NOT NULL CHECK ("figures" GLOB '[[]*]'),
  "source" TEXT NOT NULL,
  PRIMARY KEY ("row", "slot")
) STRICT, WITHOUT ROWID;
