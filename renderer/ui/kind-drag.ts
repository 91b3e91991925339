/** What a kind of station is called on its way from the palette to the picture. */
export const KIND_MIME = 'application/x-spillway-kind';
