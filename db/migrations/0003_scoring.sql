-- Self-scores of 要素制 and 档次: the elements met, the band reached (ids of the framework's snapshot).
ALTER TABLE "scores" ADD COLUMN "elements" TEXT NOT NULL DEFAULT '[]' CHECK ("elements" GLOB '[[]*]');
ALTER TABLE "scores" ADD COLUMN "band" TEXT NOT NULL DEFAULT '';
