const shades = 5;

/** The same handle always has the same shade. */
function shadeOf(handle: string): number {
  let sum = 0;
  for (const character of handle.toLowerCase()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % shades;
}

/** A disc with a person's initial; decoration beside the name. */
export function Avatar({ name, handle }: { name: string; handle: string }) {
  const [initial = '?'] = name.trim();
  return (
    <span className="avatar" data-shade={shadeOf(handle)} aria-hidden="true">
      {initial.toUpperCase()}
    </span>
  );
}
