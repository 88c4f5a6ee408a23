package io.sealpost.e2e.model.rotation;

/**
 * How far the search goes.
 *
 * @param generations rotations from the provisioned key
 * @param boots of the device
 * @param commands that the station seals
 * @param cutsOfTheStation power cuts of the station; its processes are killed without limit
 */
record Scope(int generations, int boots, int commands, int cutsOfTheStation) {}
