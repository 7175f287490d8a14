using System.Globalization;
using ScottPlot;

namespace Rayforce.Benchmarks;

/// <summary>
/// How times grow with what is asked for, and throughput with those who ask, as pictures: <c>-- curves FOLDER</c>.
/// </summary>
internal static class Curves
{
    private const int Width = 900;
    private const int Height = 500;
    private const int Turns = 5;

    private static readonly string[] Ways = ["WebSocket, rayfall", "bare WebSocket", "TCP, rayfall", "bare TCP"];
    private static readonly int[] Elements = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 30_000_000];
    private static readonly int[] Clients = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    public static async Task DrawAsync(string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        await DrawAsync(
            Path.Combine(folder, "reply-size.png"), "a reply of (til n)", "elements", "microseconds", Elements, TimeOfReplyAsync, output);
        await DrawAsync(
            Path.Combine(folder, "clients.png"), "(+ 1 2), one after another each", "clients", "requests a second", Clients, RequestsASecondAsync, output);
    }

    private static async Task DrawAsync(
        string path, string title, string across, string up, int[] places, Func<string, int, Task<double>> measure, TextWriter output)
    {
        using var plot = new Plot();
        plot.Title(title);
        plot.XLabel($"{across}, powers of ten");
        plot.YLabel($"{up}, powers of ten");
        foreach (var way in Ways)
        {
            var values = new double[places.Length];
            for (var i = 0; i < places.Length; i++)
            {
                values[i] = await measure(way, places[i]);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title} | {way} | {places[i]} {across} | {values[i]:F1} {up}"));
            }

            var line = plot.Add.Scatter(
                places.Select(static place => Math.Log10(place)).ToArray(), values.Select(static value => Math.Log10(value)).ToArray());
            line.LegendText = way;
        }

        plot.ShowLegend(Alignment.UpperLeft);
        plot.SavePng(path, Width, Height);
    }

    private static async Task<double> TimeOfReplyAsync(string way, int count)
    {
        RayObject request = $"(til {count})";
        await using var route = await Route.StartAsync(way, request);
        await using var client = await route.ConnectAsync();
        var times = Math.Clamp(20_000_000 / (count + 20_000), 2, 1_000);
        return await MedianAsync(async () =>
        {
            for (var i = 0; i < times; i++)
                await client.AskAsync(request);
        }) / times * 1e6;
    }

    private static async Task<double> RequestsASecondAsync(string way, int count)
    {
        const int requests = 20_000;
        RayObject request = "(+ 1 2)";
        await using var route = await Route.StartAsync(way, request);
        var clients = new IRouteClient[count];
        for (var i = 0; i < count; i++)
            clients[i] = await route.ConnectAsync();
        var seconds = await MedianAsync(() => Task.WhenAll(clients.Select((client, index) => Task.Run(async () =>
        {
            for (var i = index; i < requests; i += count)
                await client.AskAsync(request);
        }))));
        foreach (var client in clients)
            await client.DisposeAsync();
        return requests / seconds;
    }

    /// <returns>The median time, in seconds.</returns>
    private static async Task<double> MedianAsync(Func<Task> action)
    {
        await action();
        var seconds = new double[Turns];
        for (var i = 0; i < Turns; i++)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            await action();
            seconds[i] = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[Turns / 2];
    }
}
