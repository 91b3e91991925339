import { Component, type ReactNode } from 'react';
import { turns } from './turns';

interface InTurnProps {
  /** Everything moves: what is in it waits for its turn. Else it is brought up to date with the rest of the page. */
  readonly live: boolean;
  readonly children: ReactNode;
}

/** A figure or a chart that is drawn anew when it is its turn, and not whenever what surrounds it is. */
export class InTurn extends Component<InTurnProps> {
  private readonly turn = turns.take(() => this.forceUpdate());

  override shouldComponentUpdate({ live }: InTurnProps): boolean {
    if (live) this.turn.ask();
    else this.turn.drop();
    return !live;
  }

  override componentWillUnmount(): void {
    this.turn.drop();
  }

  override render(): ReactNode {
    return this.props.children;
  }
}
