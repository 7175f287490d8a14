using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rayforce.Samples;

/// <summary>Logs which client goes to which server, and how that ends.</summary>
internal sealed class ClientLog(RequestDelegate next, ILogger<ClientLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var client = $"{context.Connection.RemoteIpAddress}:{context.Connection.RemotePort}";
        if (context.GetReverseProxyFeature().AvailableDestinations is not [var server, ..])
        {
            logger.NoServer(client);
            await next(context);
            return;
        }

        logger.Forwarding(client, server.DestinationId);
        await next(context);
        if (context.GetForwarderErrorFeature() is { } failure)
            logger.Broken(client, server.DestinationId, failure.Error);
        else
            logger.Done(client, server.DestinationId, context.Response.StatusCode);
    }
}
