/** The part of svgcanvas that is used; it comes without types. */
declare module 'svgcanvas' {
  export class Context {
    constructor(options: { readonly width: number; readonly height: number; readonly ctx?: CanvasRenderingContext2D })
    canvas: unknown
    font: string
    textAlign: CanvasTextAlign
    textBaseline: CanvasTextBaseline
    getSvg(): SVGSVGElement
    fillText(text: string, x: number, y: number): void
    __currentElement: SVGElement
    __closestGroupOrSvg(): SVGElement
    __createElement(name: string, attributes: Readonly<Record<string, string | number>>, resetsFill: boolean): SVGElement
    __applyTransformation(element: SVGElement): void
    __applyStyleToCurrentElement(action: 'fill' | 'stroke'): void
  }
}
