/** People of the demo, who sign in with the password that the host was started with. */
export const ADMIN = 'admin@demo.carenode.example';
export const PROVIDER = 'provider@demo.carenode.example';
export const PATIENT = 'cammy.kreiger@demo.carenode.example';
export const OTHER_PATIENT = 'jesus.alvarez@demo.carenode.example';

/** How the browser is started: as a stranger to everything but the host. */
export const BROWSER = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
