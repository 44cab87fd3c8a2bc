"""Press: finished pages in RGB become a PDF/X-4 for the print shop."""
