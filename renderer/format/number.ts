/** Figures as they are shown: the same in the windows and in what the service writes for people. */
export * from '../../models/shared/shownNumber'
