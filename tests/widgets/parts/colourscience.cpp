// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "colourscience.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace signalbox
{
namespace
{
using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix identity{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
constexpr Matrix toXyz{
    {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};

Triple times(const Matrix &m, const Triple &v)
{
    Triple product{};
    for (std::size_t i = 0; i < 3; ++i)
        product[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    return product;
}

Triple linear(const QColor &colour)
{
    const auto channel = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {channel(colour.red() / 255.0), channel(colour.green() / 255.0), channel(colour.blue() / 255.0)};
}

const Matrix &matrixOf(Vision vision)
{
    switch (vision) {
    case Vision::Protan:
        return protan;
    case Vision::Deutan:
        return deutan;
    case Vision::Tritan:
        return tritan;
    case Vision::Normal:
        break;
    }
    return identity;
}

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

double hue(double b, double a)
{
    if (a == 0 && b == 0)
        return 0;
    const double degrees = std::atan2(b, a) * 180 / std::numbers::pi;
    return degrees < 0 ? degrees + 360 : degrees;
}

/// 25 to the 7th, as CIEDE2000 has it.
double chromaWeight(double chroma)
{
    const double seventh = std::pow(chroma, 7);
    return std::sqrt(seventh / (seventh + 6103515625.0));
}
} // namespace

Lab seenBy(Vision vision, const QColor &colour)
{
    Triple seen = times(matrixOf(vision), linear(colour));
    for (double &channel : seen)
        channel = std::clamp(channel, 0.0, 1.0);
    const Triple xyz = times(toXyz, seen);
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double colourDistance(const Lab &p, const Lab &q)
{
    const double g = 0.5 * (1 - chromaWeight((std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2));
    const double a1 = (1 + g) * p.a;
    const double a2 = (1 + g) * q.a;
    const double c1 = std::hypot(a1, p.b);
    const double c2 = std::hypot(a2, q.b);
    const double h1 = hue(p.b, a1);
    const double h2 = hue(q.b, a2);
    const bool isGrey = c1 * c2 == 0;
    double turn = isGrey ? 0 : h2 - h1;
    turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
    double middle = (h1 + h2) / 2;
    if (isGrey)
        middle = h1 + h2;
    else if (std::fabs(h1 - h2) > 180)
        middle += h1 + h2 < 360 ? 180 : -180;
    const double lightness = (p.l + q.l) / 2;
    const double chroma = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos(radians(middle - 30)) + 0.24 * std::cos(radians(2 * middle)) +
                     0.32 * std::cos(radians(3 * middle + 6)) - 0.20 * std::cos(radians(4 * middle - 63));
    const double fifty = (lightness - 50) * (lightness - 50);
    const double dl = (q.l - p.l) / (1 + 0.015 * fifty / std::sqrt(20 + fifty));
    const double dc = (c2 - c1) / (1 + 0.045 * chroma);
    const double dh = 2 * std::sqrt(c1 * c2) * std::sin(radians(turn / 2)) / (1 + 0.015 * chroma * t);
    const double bend = 30 * std::exp(-std::pow((middle - 275) / 25, 2));
    const double rotation = -std::sin(radians(2 * bend)) * 2 * chromaWeight(chroma);
    return std::sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = times(toXyz, linear(a))[1];
    const double second = times(toXyz, linear(b))[1];
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}
} // namespace signalbox
