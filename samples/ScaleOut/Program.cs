using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rayforce.Samples;
using Yarp.ReverseProxy.Configuration;

// Puts YARP in front of several Rayforce servers: those of --servers ws://host:port,ws://host:port, or else some of
// this process's own. All the rest is in appsettings.json, which is plain YARP, and can be changed on the command line.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration.GetSection("ReverseProxy");

await using var local = new LocalServers();
var servers = builder.Configuration["servers"] is { } urls
    ? urls.Split(',').Select(url => new Uri(url)).ToDictionary(url => url.Authority)
    : await local.StartAsync(settings.GetSection("Clusters:rayforce:Destinations"));

builder.Services.AddSingleton<IProxyConfigFilter>(new ServerFilter(servers));
builder.Services.AddReverseProxy().LoadFromConfig(settings);
await using var app = builder.Build();
app.MapReverseProxy(pipeline =>
{
    pipeline.UseSessionAffinity();
    pipeline.UseLoadBalancing();
    pipeline.UseMiddleware<ClientLog>();
});

await app.StartAsync();
foreach (var url in app.Urls)
    Console.WriteLine($"Clients connect to {url.Replace("http", "ws", StringComparison.Ordinal)}");
foreach (var (name, url) in servers)
    Console.WriteLine($"Server {name} is at {url}");
await app.WaitForShutdownAsync();
