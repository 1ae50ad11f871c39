import type { Catalogue } from '../../models/catalogue/schema'
import type { Fault } from '../../models/shared/outcome'
import type { ByteUpload, Exported } from './commands'
import type { WriteFailure } from './failures'
import type { WindowId } from './keeping'
import type { Preferences } from './preferences'

/** A catalogue that was imported and is kept in the user's folder. Opaque: never a path. */
export type CatalogueKey = string

/** What tells one catalogue from another. */
export type CatalogueName = Pick<Catalogue, 'id' | 'version' | 'title' | 'baseYear' | 'horizonYear'>

/** A catalogue that the program can be opened with. */
export interface KnownCatalogue {
  /** Null for the one that is shipped with the program. */
  readonly key: CatalogueKey | null
  readonly fileName: string
  /** Absent where the file cannot be read as a catalogue any more; then `faults` say why. */
  readonly name?: CatalogueName
  readonly faults?: readonly Fault[]
  /** The window shows this one, byte by byte. */
  readonly isOpen: boolean
}

/** A catalogue that came in as a filled-in template: kept among the known ones, and handed over as one file for others. */
export interface ImportedCatalogue extends CatalogueName {
  /** Absent where the user did not want the file. */
  readonly exported?: Exported
  readonly fileName: string
  /** Under which it is kept; else why it could not be. */
  readonly kept: { readonly key: CatalogueKey } | { readonly code: WriteFailure }
  readonly counts: Readonly<Record<'regions' | 'items' | 'indicators' | 'sources', number>>
  readonly remarks: readonly Fault[]
}

/** The catalogue itself, going out, coming in and being changed for another, as commands. */
export interface CatalogueCommands {
  /** The catalogue as a workbook that another bureau fills in. */
  'catalogue:template': {
    request: { readonly language: Preferences['language'] }
    response: Exported
    failure: 'cancelled' | WriteFailure
  }
  /** Reads a filled-in template, keeps the catalogue in it, and hands it over as a file. */
  'catalogue:import': {
    request: { readonly language: Preferences['language']; readonly upload?: ByteUpload }
    response: ImportedCatalogue
    failure: 'cancelled' | 'file-invalid' | 'table-too-large' | 'file-unreadable' | WriteFailure
  }
  /** The shipped catalogue and those that were imported. */
  'catalogue:list': { request: null; response: readonly KnownCatalogue[]; failure: never }
  /**
   * Go on with another catalogue, now and at the next start; the window has to be loaded again afterwards. Refused while other windows of
   * this program show the one that is open: each would go on with figures of two catalogues.
   */
  'catalogue:choose': {
    request: { readonly key: CatalogueKey | null; readonly window: WindowId }
    response: CatalogueName
    failure: 'not-found' | 'file-invalid' | 'catalogue-in-use' | WriteFailure
  }
}
