const nearLimit = 20;

function spell(charactersLeft: number): string {
  const amount = Math.abs(charactersLeft);
  const unit = amount === 1 ? 'character' : 'characters';
  return charactersLeft < 0 ? `${amount} ${unit} too many` : `${amount} ${unit} left`;
}

/** How many characters are left; screen readers hear it only near the limit and beyond it. */
export function CharacterCounter({ charactersLeft }: { charactersLeft: number }) {
  return (
    <span className="character-counter" data-over={charactersLeft < 0}>
      <span aria-hidden="true">{charactersLeft}</span>
      <span className="ui-visually-hidden" role="status">
        {charactersLeft <= nearLimit && spell(charactersLeft)}
      </span>
    </span>
  );
}
