/** Cruddur's sign: a speech bubble that swears. It is decoration; the link around it carries the name. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 140 140" aria-hidden="true">
      <path
        className="logo-bubble"
        d="M34 14h72a28 28 0 0 1 28 28v36a28 28 0 0 1-28 28H66l-25 22c-2.6 2.3-6.5.2-6.2-3.2L36.4 106H34A28 28 0 0 1 6 78V42a28 28 0 0 1 28-28Z"
      />
      <g className="logo-glyphs">
        <path d="m27 45-4 31m15-31-4 31M18 55h23M16.5 66h23" />
        <path d="M48.5 53a8 8 0 1 1 12 7c-2.8 1.7-4 3.4-4 7M56.5 76v.5" />
        <path d="M91 60a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0Zm0-5.5V61.5c0 5.5 7.5 5 7.5-2a13 13 0 1 0-5.2 10.4" />
        <path d="M115 45v20.5M115 76v.5" />
      </g>
    </svg>
  );
}
