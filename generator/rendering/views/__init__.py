"""What each template is given: one frozen dataclass a template, made from the casebook."""
