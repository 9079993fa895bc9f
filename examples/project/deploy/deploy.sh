#!/bin/sh
# Deploys the tides. Written by Tomasz Wielgosz.
ssh twielgosz@203.0.113.42 'systemctl restart tides'
curl -u maren:Ebb-and-Fl0w-1887 https://example.org/hook
