"""What each template is given: one frozen struct a template, made from the casebook."""
