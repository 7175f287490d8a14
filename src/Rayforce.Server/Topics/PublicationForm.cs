using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>In which form publications go to subscribers; they are framed once for all who want the same.</summary>
/// <param name="Version">The wire version.</param>
/// <param name="PackAbove">Payloads of more bytes than this are packed; null for none.</param>
internal readonly record struct PublicationForm(WireVersion Version, int? PackAbove);
