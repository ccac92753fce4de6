/** Sentences to start from: every pattern at least once, grouped by what causes it. */

export interface Example {
  /** What one sees, in plain words. */
  label: string;
  /** What the clinic calls it. */
  term: string;
  prompt: string;
}

export interface ExampleGroup {
  title: string;
  examples: readonly Example[];
}

export const EXAMPLES: readonly ExampleGroup[] = [
  {
    title: 'Pain and a short leg',
    examples: [
      {
        label: 'Limps from pain',
        term: 'antalgic, right',
        prompt:
          'A man walks forward with a noticeable limp due to pain, favoring his right leg, ' +
          'his steps are uneven.',
      },
      {
        label: 'One leg is shorter',
        term: 'leg length, left',
        prompt: 'A woman walks with a leg length difference, her left leg is shorter.',
      },
      {
        label: 'Rises on the toes to clear the other leg',
        term: 'vaulting, right leg cleared',
        prompt:
          'Vaulting gait: a man rises on the toes of his left foot so that his right leg clears ' +
          'the floor.',
      },
    ],
  },
  {
    title: 'Weak hip or thigh',
    examples: [
      {
        label: 'Pelvis drops on the other side',
        term: 'Trendelenburg, right',
        prompt:
          'Uncompensated Trendelenburg gait on the right: the left side of the pelvis drops ' +
          'when standing on the right leg.',
      },
      {
        label: 'Trunk leans over the weak hip',
        term: 'Duchenne, left',
        prompt:
          'Compensated Trendelenburg gait, the trunk leans over the left leg during left stance.',
      },
      {
        label: 'Sways to both sides',
        term: 'waddling',
        prompt: 'A boy with muscular dystrophy walks with a waddling gait.',
      },
      {
        label: 'Hitches the hip up',
        term: 'hip hiking, right',
        prompt: 'The patient hikes the right hip to swing the right leg through.',
      },
      {
        label: 'Knee snaps back',
        term: 'recurvatum, left',
        prompt: 'A woman walks with genu recurvatum of the left knee in stance.',
      },
    ],
  },
  {
    title: 'Stroke and nerve',
    examples: [
      {
        label: 'Swings the leg in a half circle',
        term: 'hemiplegic, left',
        prompt:
          'Stroke patient with left-sided weakness swings the left leg outward in a half circle, ' +
          'left arm held bent against the body.',
      },
      {
        label: 'Foot drops, knee lifted high',
        term: 'steppage, right',
        prompt: 'Right foot drop with a high steppage gait.',
      },
      {
        label: 'Knee does not bend',
        term: 'stiff knee, left',
        prompt: 'The patient walks with a stiff left knee that does not bend in swing.',
      },
    ],
  },
  {
    title: 'Spastic, both legs',
    examples: [
      {
        label: 'Knees bent throughout',
        term: 'crouch',
        prompt: 'A child with cerebral palsy walks in crouch gait with knees bent throughout.',
      },
      {
        label: 'Knees and feet cross',
        term: 'scissor',
        prompt: 'Spastic diplegia with a scissor gait, the knees cross in front of each other.',
      },
      {
        label: 'On the toes',
        term: 'toe walking',
        prompt: 'A child walks on tiptoe on both sides, the heels never touch the floor.',
      },
    ],
  },
  {
    title: 'Brain, balance and age',
    examples: [
      {
        label: 'Shuffles, stooped',
        term: 'parkinsonian',
        prompt:
          "An elderly man with Parkinson's disease shuffles forward with short steps, stooped " +
          'posture and almost no arm swing.',
      },
      {
        label: 'Steps get shorter and faster',
        term: 'festination',
        prompt: 'Parkinsonian gait with festination.',
      },
      {
        label: 'Feet stick to the floor',
        term: 'freezing',
        prompt: "A woman with Parkinson's disease walks with freezing episodes.",
      },
      {
        label: 'Unsteady, wide steps',
        term: 'ataxic',
        prompt: 'Cerebellar ataxia: an unsteady walk with wide, irregular steps.',
      },
      {
        label: 'Slow and careful',
        term: 'cautious',
        prompt: 'An old woman walks cautiously with short steps, afraid of falling.',
      },
      {
        label: 'Sudden jerks',
        term: 'choreic',
        prompt: "Choreic gait in Huntington's disease.",
      },
    ],
  },
  {
    title: 'Single changes and mixtures',
    examples: [
      {
        label: 'One arm does not swing',
        term: 'single change',
        prompt: 'A healthy man walks normally, but his left arm does not swing.',
      },
      {
        label: 'Bent forward, short steps',
        term: 'two changes',
        prompt: 'A woman walks with short steps and her trunk bent forward.',
      },
      {
        label: 'Painful leg and foot drop',
        term: 'two patterns',
        prompt: 'An antalgic limp on the right with a mild foot drop on the left.',
      },
    ],
  },
  {
    title: 'To compare',
    examples: [
      {
        label: 'Healthy walk',
        term: 'normal',
        prompt: 'A healthy adult walks forward at a normal speed.',
      },
      { label: 'Slow', term: 'normal', prompt: 'A healthy woman walks slowly.' },
      { label: 'Fast', term: 'normal', prompt: 'A healthy man walks fast.' },
    ],
  },
];
