namespace Rayforce.Samples;

/// <summary>A row of an answer.</summary>
internal sealed record Total(string Customer, long Orders, double Amount);
