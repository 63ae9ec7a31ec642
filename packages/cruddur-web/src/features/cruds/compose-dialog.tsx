import { Dialog } from '@cruddur/ui';
import { BombIcon } from '../../theme/icons.tsx';
import { MessageForm } from './message-form.tsx';
import { usePostCrud } from './queries.ts';

/** How long a crud may live: the API's names, with ours. */
const lifetimes = [
  ['30-days', '30 days'],
  ['7-days', '7 days'],
  ['3-days', '3 days'],
  ['1-day', '1 day'],
  ['12-hours', '12 hours'],
  ['3-hours', '3 hours'],
  ['1-hour', '1 hour'],
] as const;

function LifetimeSelect() {
  return (
    <span className="lifetime">
      <BombIcon />
      <select name="ttl" aria-label="Disappears after" defaultValue="7-days">
        {lifetimes.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}

function ComposeForm({ onClose }: { onClose(): void }) {
  const { mutateAsync } = usePostCrud();
  return (
    <MessageForm
      purpose="crud"
      label="Your crud"
      placeholder="what would you like to say?"
      submitLabel="Crud"
      send={(message, fields) => mutateAsync({ message, ttl: fields.get('ttl')?.toString() ?? '' })}
      onClose={onClose}
      options={<LifetimeSelect />}
    />
  );
}

/** Writes a new crud. */
export function ComposeDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Dialog title="New crud" isOpen={isOpen} onClose={onClose}>
      <ComposeForm onClose={onClose} />
    </Dialog>
  );
}
