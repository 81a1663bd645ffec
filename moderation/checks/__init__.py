"""The moderation checks, one small module each: `check(*, text, reader, article, at)` yields what it found."""
