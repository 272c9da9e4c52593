"""The relations between figures; each module proposes readings and knows nothing of the others."""
