/** Sentences to start from, grouped by what causes the gait. */

export interface Example {
  label: string;
  prompt: string;
}

export interface ExampleGroup {
  title: string;
  examples: readonly Example[];
}

export const EXAMPLES: readonly ExampleGroup[] = [
  {
    title: 'Pain and hip',
    examples: [
      {
        label: 'Antalgic, right',
        prompt:
          'A man walks forward with a noticeable limp due to pain, favoring his right leg, ' +
          'his steps are uneven.',
      },
      {
        label: 'Trendelenburg, right',
        prompt:
          'Uncompensated Trendelenburg gait on the right: the left side of the pelvis drops ' +
          'when standing on the right leg.',
      },
      {
        label: 'Duchenne lean, left',
        prompt:
          'Compensated Trendelenburg gait, the trunk leans over the left leg during left stance.',
      },
    ],
  },
  {
    title: 'Nervous system',
    examples: [
      {
        label: 'Hemiplegic, left',
        prompt:
          'Stroke patient with left-sided weakness swings the left leg outward in a half circle, ' +
          'left arm held bent against the body.',
      },
      {
        label: 'Steppage, right',
        prompt: 'Right foot drop with a high steppage gait.',
      },
      {
        label: 'Stiff knee, left',
        prompt: 'The patient walks with a stiff left knee that does not bend in swing.',
      },
      {
        label: 'Parkinsonian',
        prompt:
          "An elderly man with Parkinson's disease shuffles forward with short steps, stooped " +
          'posture and almost no arm swing.',
      },
      {
        label: 'Crouch',
        prompt: 'A child with cerebral palsy walks in crouch gait with knees bent throughout.',
      },
    ],
  },
  {
    title: 'To compare',
    examples: [
      { label: 'Normal', prompt: 'A healthy adult walks forward at a normal speed.' },
      { label: 'Normal, slow', prompt: 'A healthy woman walks slowly.' },
      { label: 'Normal, fast', prompt: 'A healthy man walks fast.' },
    ],
  },
];
