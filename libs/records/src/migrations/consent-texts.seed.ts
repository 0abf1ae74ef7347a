/** The first text of each purpose: what is agreed to, who may do what then, and what withdrawing does. Part of step 0009: never edit. */
export const CONSENT_TEXTS: Readonly<Record<string, { readonly title: string; readonly body: string }>> = {
  care: {
    title: 'Care by your care team',
    body: `Providers in your care team may read your health record here and add to it, in order to care for you.

- **Who:** only providers whom you invited, or whose assignment you accepted, and only while they are in your care team.
- **What:** your measurements, conditions, treatments, and what you write down about food, activity, events and goals.
- **How you see it:** each time somebody else reads your record it is noted, and you can look up who, when and why.

You can withdraw at any time. From then on your care team sees nothing of your record, at once. What they have seen before cannot be taken back, and what they entered stays in your record. In an emergency a provider may open your record for at most one hour with a stated reason; you are told when that happens.`,
  },
  research: {
    title: 'Taking part in research',
    body: `You may join trials that an administrator of this instance has approved.

- **Who:** the providers in a trial's team, only while you take part in that trial and the trial runs.
- **What:** only the data that the trial asked for before it was approved. You see that list before you join, and it cannot grow afterwards. They read; they change nothing.
- **Not included:** this consent alone enrols you in nothing. You agree to each trial by itself.

You can withdraw at any time, from one trial or from research altogether. From then on the trial teams see nothing of your record, at once. What a trial has evaluated before cannot be taken back.`,
  },
  'ai-assistance': {
    title: 'Help from AI',
    body: `Software that uses artificial intelligence may read your health record here, in order to answer your questions and to suggest what you or your care team might look at.

- **What it is not:** it is no doctor. It can be wrong, and it decides nothing about your care.
- **Where your data goes:** to the AI service that this instance has set up. Ask those who run the instance which one it is and where it works.

You can withdraw at any time. From then on nothing of your record is given to such software, at once. What was given before cannot be taken back.`,
  },
  marketing: {
    title: 'Offers and news',
    body: `Those who run this instance may send you offers and news that are not needed for your care.

Your health record is not used to choose them, and your data is given to nobody else for it. Saying no changes nothing about your care. You can withdraw at any time, and nothing is sent from then on.`,
  },
};
