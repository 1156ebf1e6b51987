"""Documents to facts: transcripts, registers and crosswalks in, quads out."""
