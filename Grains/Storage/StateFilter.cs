namespace Grains.Storage;

/// <summary>Which dossiers to read; each part leaves out only what cannot matter.</summary>
/// <param name="ReceivedUntil">Received at or before this instant, or never received.</param>
/// <param name="ActiveSince">Open, or received, ended, rated or written at or after this instant; null for all.</param>
public sealed record StateFilter(DateTimeOffset ReceivedUntil, DateTimeOffset? ActiveSince = null);

/// <param name="Payload">As <see cref="StoredDossier.Payload"/>.</param>
public sealed record StoredState(string Dossier, byte[] Payload);
