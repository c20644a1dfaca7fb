"""The parts of a report on paper: values of plain text, no markup of any kind."""
