import { Component, type ReactNode } from 'react';
import { strings } from './strings';

interface AreaProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** A part of the window that may fail without taking the others with it. */
export class Area extends Component<AreaProps, { readonly failure: string | null }> {
  override state = { failure: null };

  static getDerivedStateFromError(error: unknown): { failure: string } {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <div className="app-failure" role="alert">
        <p>{strings.areaBroken(this.props.name, failure)}</p>
        <button className="app-button" type="button" onClick={() => this.setState({ failure: null })}>{strings.tryAgain}</button>
      </div>
    );
  }
}
