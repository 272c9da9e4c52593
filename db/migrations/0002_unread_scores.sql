-- What was typed as a score or into a deduction and could not be read, as figures and growths keep it.
ALTER TABLE "scores" ADD COLUMN "typed" TEXT NOT NULL DEFAULT '';
ALTER TABLE "deductions" ADD COLUMN "typed_times" TEXT NOT NULL DEFAULT '';
ALTER TABLE "deductions" ADD COLUMN "typed_points" TEXT NOT NULL DEFAULT '';
