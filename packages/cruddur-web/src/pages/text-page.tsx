import type { ReactNode } from 'react';
import { PageHeading } from '../theme/page-heading.tsx';

/** A page of plain text in the centre column. */
export function TextPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <div className="column-head">
        <PageHeading className="column-title">{title}</PageHeading>
      </div>
      <div className="text-page">{children}</div>
    </>
  );
}
