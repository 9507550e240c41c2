// Tells a client that shows the Airflow version when it may have changed.

import { VERSIONS_CHANGED_NOTIFICATION } from '../../protocol/messages';
import type { Session } from './session';

const COLLECT_MS = 300;

/** @returns a function to call after every change; changes close together are told once. */
export function versionNews(session: Session): () => void {
  const { connection } = session;
  let timer: NodeJS.Timeout | undefined;
  return () => {
    if (!session.client.options.versionNotifications) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => session.inBackground('news', connection.sendNotification(VERSIONS_CHANGED_NOTIFICATION)),
      COLLECT_MS,
    );
  };
}
