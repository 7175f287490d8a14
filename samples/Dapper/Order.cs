namespace Rayforce.Samples;

/// <summary>A row of the table.</summary>
internal sealed record Order(long Id, string Customer, double Amount, DateTime Placed);
