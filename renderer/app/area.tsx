import { Component, type ReactNode } from 'react';
import { strings } from './strings';

interface AreaProps {
  readonly name: string;
  readonly children: ReactNode;
}

interface AreaState {
  readonly failure: string | null;
}

/** A part of the window that may fail without taking the others with it. */
export class Area extends Component<AreaProps, AreaState> {
  override state: AreaState = { failure: null };

  static getDerivedStateFromError(error: unknown): AreaState {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <div className="app-failure" role="alert">
        <p>{strings.areaBroken(this.props.name, failure)}</p>
        <button className="ui-push" type="button" onClick={() => this.setState({ failure: null })}>{strings.tryAgain}</button>
      </div>
    );
  }
}
