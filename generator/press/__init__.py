"""Press: a finished page in RGB becomes a PDF/X-4 for the print shop."""
