namespace System.Diagnostics.CodeAnalysis;

/// <summary>What has been handed over is not null once the method has returned.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullAttribute : Attribute;
